package planted.commandsareimperative.api.project;

/** A family. */
interface ProjectCommand {}
