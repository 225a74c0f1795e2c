package planted.messagesarerecords.api.project;

/** A message that is no value. */
class CreateProject implements ProjectCommand {}
