package io.codemaster.query.shared;

import java.util.Map;

/** The queue for the workers' slots. */
public interface RunQueue {

    /** The place of each run that waits, by its id; 1 is the next one. */
    Map<String, Integer> places();
}
