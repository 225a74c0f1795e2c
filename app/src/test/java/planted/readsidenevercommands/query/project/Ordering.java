package planted.readsidenevercommands.query.project;

import org.axonframework.commandhandling.gateway.CommandGateway;

/** Would send its commands again at every replay. */
record Ordering(CommandGateway commands) {}
