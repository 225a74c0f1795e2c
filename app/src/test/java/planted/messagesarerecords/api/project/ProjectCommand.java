package planted.messagesarerecords.api.project;

/** A family. */
interface ProjectCommand {}
