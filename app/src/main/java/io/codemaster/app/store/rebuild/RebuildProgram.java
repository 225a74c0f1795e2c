package io.codemaster.app.store.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;

import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.request.AskedProduct;
import io.codemaster.app.store.request.ProductRequest;
import io.codemaster.app.store.request.ProductRequestException;
import io.codemaster.app.web.start.ConsoleNotice;
import io.codemaster.app.web.start.OneTask;

/** {@code ./codemaster rebuild}: beside a running product, which does it then, or without one. */
public final class RebuildProgram {

    /** The word on the command line that asks for it. */
    public static final String WORD = "rebuild";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private RebuildProgram() {}

    /** Runs it with the product's own arguments, and {@code --names=A,B} or {@code --all}; the exit code. */
    public static int run(String[] arguments) {
        return OneTask.run(Parts.class, arguments);
    }

    @EnableConfigurationProperties({DatabaseProperties.class, DataDirectoryProperties.class})
    private static final class Parts {

        @Bean
        OneTask rebuild(
                DatabaseProperties database,
                DataDirectoryProperties data,
                ConfigurableEnvironment environment,
                ConsoleNotice console) {
            return arguments -> {
                var names = names(arguments, console);
                if (names.isEmpty()) {
                    return false;
                }
                var compareOnly = arguments.containsOption("compare-only");
                if (!database.address().isEmbedded()) {
                    return here(environment, data.dataDir(), names, compareOnly, console);
                }
                var file = Path.of(database.address().file());
                if (!Files.exists(file)) {
                    console.show("There is no store of CodeMaster in %s.".formatted(file.getParent()));
                    return false;
                }
                return AskedProduct.isRunning(file)
                        ? there(file, data.dataDir(), RebuildRequests.words(names, compareOnly), console)
                        : here(environment, data.dataDir(), names, compareOnly, console);
            };
        }

        /** Empty where they are not to be had, which it says. */
        private static Set<String> names(ApplicationArguments arguments, ConsoleNotice console) {
            if (arguments.containsOption("all")) {
                return Rebuilds.names();
            }
            var named = new TreeSet<String>();
            var values = arguments.getOptionValues("names");
            if (values != null) {
                values.forEach(it -> named.addAll(List.of(it.split(","))));
            }
            named.removeIf(String::isBlank);
            if (named.isEmpty() || !Rebuilds.names().containsAll(named)) {
                named.removeAll(Rebuilds.names());
                console.show(
                        (named.isEmpty() ? "Name a read model or say --all." : "There is no read model " + named + ".")
                                + " They are: " + String.join(", ", Rebuilds.names()) + ".");
                return Set.of();
            }
            return named;
        }

        private static boolean here(
                ConfigurableEnvironment environment,
                Path data,
                Set<String> names,
                boolean compareOnly,
                ConsoleNotice console)
                throws IOException, SQLException, InterruptedException {
            try (var context = ViewParts.open(environment, Map.of(), null)) {
                var events = context.getBean(EventStore.class);
                var room = data.resolve(RebuildRequests.ROOM).resolve("program");
                ReadModelRebuild.tidy(room);
                var rebuild = new ReadModelRebuild(
                        environment,
                        new ViewBuild.Sources(events, context.getBean(ArtifactStore.class)),
                        context.getBean(DataSource.class),
                        context.getBean(Serializer.class),
                        Clock.systemUTC(),
                        room,
                        events instanceof EmbeddedEventStore);
                var running = new RunningRebuild(WORD, names, compareOnly, Clock.systemUTC());
                var told = new Thread(() -> RebuildWatch.follow(running, console::show), "progress");
                told.start();
                try {
                    rebuild.run(names, compareOnly, running);
                    running.finish(null);
                } finally {
                    if (!running.end().isDone()) {
                        running.finish("see above");
                    }
                    told.join();
                    UnrecordedRebuilds.leave(data, UUID.randomUUID().toString(), running.state());
                }
                console.show(RebuildWords.end(running.state()));
                return running.state().state() == Rebuild.State.RIGHT;
            }
        }

        /** The product does it and says how it goes on. */
        private static boolean there(Path file, Path data, String words, ConsoleNotice console) throws IOException {
            console.show("CodeMaster runs on %s and goes on meanwhile.".formatted(data));
            var request = new ProductRequest(
                    ProductRequest.room(data, RebuildRequests.ROOM),
                    UUID.randomUUID().toString());
            var said = new SaidSoFar(request.answer(RebuildRequests.SAID), console);
            try {
                new AskedProduct(request, file, PATIENCE).answer(words, said::show);
                console.show("Every read model is what the events make.");
                return true;
            } catch (ProductRequestException refused) {
                said.show();
                console.show(
                        switch (refused.reason()) {
                            case NOT_BEGUN ->
                                "It has not begun for %d s; is it of this version? Its log says more."
                                        .formatted(PATIENCE.toSeconds());
                            case FAILED -> String.valueOf(refused.getMessage());
                            case ENDED ->
                                "CodeMaster ended meanwhile. What was not exchanged is as it was; run it again.";
                        });
                return false;
            } finally {
                request.remove();
            }
        }
    }

    /** Shows the lines of a file that grows. */
    private static final class SaidSoFar {

        private final Path file;

        private final ConsoleNotice console;

        private int shown;

        SaidSoFar(Path file, ConsoleNotice console) {
            this.file = file;
            this.console = console;
        }

        void show() {
            try {
                if (Files.exists(file)) {
                    var text = Files.readString(file);
                    var lines = text.substring(0, text.lastIndexOf('\n') + 1)
                            .lines()
                            .toList();
                    lines.subList(shown, lines.size()).forEach(console::show);
                    shown = lines.size();
                }
            } catch (IOException gone) {
                console.show("What the product says cannot be read: " + gone.getMessage());
            }
        }
    }
}
