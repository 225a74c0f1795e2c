package io.codemaster.app.web.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

/** What only the person at the console may read: it goes to standard output and into no log file. */
@Component
public class ConsoleNotice {

    private static final String LOGGER = "codemaster.console";

    private final Logger console = LoggerFactory.getLogger(LOGGER);

    ConsoleNotice() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var logger = context.getLogger(LOGGER);
            logger.detachAndStopAllAppenders();
            logger.setAdditive(false);
            logger.setLevel(Level.INFO);
            logger.addAppender(toStandardOutput(context));
        }
    }

    private static ConsoleAppender<ILoggingEvent> toStandardOutput(LoggerContext context) {
        var lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%msg%n");
        lines.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName(LOGGER);
        appender.setEncoder(lines);
        appender.start();
        return appender;
    }

    /** Shows a text once. */
    public void show(String text) {
        console.info("{}", text);
    }
}
