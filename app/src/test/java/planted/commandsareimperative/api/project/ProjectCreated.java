package planted.commandsareimperative.api.project;

/** A command that states. */
record ProjectCreated() implements ProjectCommand {}
