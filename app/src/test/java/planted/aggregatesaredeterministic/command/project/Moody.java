package planted.aggregatesaredeterministic.command.project;

import java.time.Instant;

import org.axonframework.spring.stereotype.Aggregate;

/** Reads the clock. */
@Aggregate
class Moody {

    Instant mood() {
        return Instant.now();
    }
}
