package io.codemaster.app.web.start;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one sentence why the product does not start, where the cause is something that its operator can change. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {

    private static final Logger LOG = LoggerFactory.getLogger("codemaster.start");

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> sentence = StartFailures.explain(failure);
        sentence.ifPresent(it -> LOG.error("CodeMaster cannot start: {}", it));
        return sentence.isPresent();
    }
}
