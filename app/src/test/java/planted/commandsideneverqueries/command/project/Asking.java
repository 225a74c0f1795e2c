package planted.commandsideneverqueries.command.project;

import org.axonframework.queryhandling.QueryGateway;

/** Decides from a read model. */
record Asking(QueryGateway queries) {}
