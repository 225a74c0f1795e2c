package io.codemaster.app.store.move;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.FileSystemResource;

import io.codemaster.app.roles.AxonServerProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.web.start.ConsoleNotice;
import io.codemaster.app.web.start.InvalidConfigurationException;
import io.codemaster.app.web.start.OneTask;

/** {@code ./codemaster move-store --to FILE}: both databases, and of the product only what makes read models. */
public final class MoveStoreProgram {

    /** The word on the command line that asks for it. */
    public static final String WORD = "move-store";

    private static final String KEY = "codemaster.database.url";

    private static final String EXAMPLE = KEY + "=jdbc:mysql://db.example.com:3306/codemaster";

    private MoveStoreProgram() {}

    /** Runs it with the product's own arguments and {@code --to=FILE}; the exit code. */
    public static int run(String[] arguments) {
        return OneTask.run(Parts.class, arguments);
    }

    /**
     * Where the store goes.
     *
     * @param server where the events go instead; null where they stay in the database
     */
    private record Target(
            DatabaseProperties database, @Nullable AxonServerProperties server) {}

    /** What the file names; its placeholders may name the environment. */
    private static Target target(Path file, ConfigurableEnvironment environment) throws IOException {
        if (!Files.isReadable(file)) {
            throw new MoveRefusedException("The file %s cannot be read. It says where the store goes, for instance: %s"
                    .formatted(file, EXAMPLE));
        }
        var sources = new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
        var all = new MutablePropertySources();
        sources.forEach(all::addLast);
        environment.getPropertySources().forEach(all::addLast);
        var binder =
                new Binder(ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(all));
        var target = binder.bind("codemaster.database", Bindable.of(DatabaseProperties.class))
                .orElse(null);
        if (target == null || target.url().isBlank()) {
            throw new InvalidConfigurationException(
                    KEY, "is missing in %s, which says where the store goes".formatted(file), EXAMPLE);
        }
        var server = binder.bindOrCreate(AxonServerProperties.PREFIX, AxonServerProperties.class);
        return new Target(target, server.isGiven() ? server : null);
    }

    @EnableConfigurationProperties(DatabaseProperties.class)
    private static final class Parts {

        @Bean
        OneTask move(DatabaseProperties source, ConfigurableEnvironment environment, ConsoleNotice console) {
            return arguments -> {
                try {
                    var target = target(file(arguments), environment);
                    if (Binder.get(environment)
                            .bindOrCreate(AxonServerProperties.PREFIX, AxonServerProperties.class)
                            .isGiven()) {
                        throw new MoveRefusedException(
                                "The events are in an Axon Server, from which they are not moved. To move its database and"
                                        + " itself, see \"Backup and restore\" in docs/operations.md.");
                    }
                    return new StoreMove(
                                    source,
                                    target.database(),
                                    target.server(),
                                    new ViewRebuild(environment),
                                    Clock.systemUTC(),
                                    console::show)
                            .run();
                } catch (MoveRefusedException refused) {
                    console.show(String.valueOf(refused.getMessage()));
                    return false;
                }
            };
        }

        private static Path file(ApplicationArguments arguments) {
            return OneTask.file(arguments, "to")
                    .orElseThrow(
                            () -> new MoveRefusedException("Name the file that says where the store goes: --to FILE"));
        }
    }
}
