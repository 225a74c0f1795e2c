package io.codemaster.app.store.rebuild;

/** Is told how far a rebuild is. */
interface RebuildProgress {

    /** So many events are handled of those that were there when it began. */
    void handled(long events, long of);

    /** A group is done with. */
    void done(RebuiltView view);
}
