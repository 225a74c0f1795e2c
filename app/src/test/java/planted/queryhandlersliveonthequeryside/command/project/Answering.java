package planted.queryhandlersliveonthequeryside.command.project;

import org.axonframework.queryhandling.QueryHandler;

/** Answers from the write side. */
class Answering {

    @QueryHandler
    String handle(Integer query) {
        return query.toString();
    }
}
