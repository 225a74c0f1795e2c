package io.codemaster.app.web.start;

import java.nio.file.Path;
import java.util.Optional;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** A part of the product that does one thing and ends. A bean of its parts says what. */
@FunctionalInterface
public interface OneTask {

    /**
     * Does it.
     *
     * @return whether it went well
     */
    boolean perform(ApplicationArguments arguments) throws Exception;

    /**
     * Starts the parts with the product's own arguments and has their task done.
     *
     * @return the exit code, 0 where it went well
     */
    static int run(Class<?> parts, String[] arguments) {
        try (var context = new SpringApplicationBuilder(parts, Running.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments)) {
            return context.getBean(Running.class).succeeded ? 0 : 1;
        }
    }

    /** The file that {@code --option=FILE} names; empty where it names none, or more than one. */
    static Optional<Path> file(ApplicationArguments arguments, String option) {
        var values = arguments.getOptionValues(option);
        return values == null || values.size() != 1 || values.get(0).isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(values.get(0)));
    }

    /** As a runner, so that a failure is said in the words of a failed start. */
    @Import(ConsoleNotice.class)
    final class Running implements ApplicationRunner {

        private final OneTask task;

        private boolean succeeded;

        Running(OneTask task) {
            this.task = task;
        }

        @Override
        public void run(ApplicationArguments arguments) throws Exception {
            succeeded = task.perform(arguments);
        }
    }
}
