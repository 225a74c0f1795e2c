package io.codemaster.app.store.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

import io.codemaster.app.store.EventStoreParts;
import io.codemaster.app.store.database.DatabaseConfiguration;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.web.start.ConsoleNotice;

/** Makes the read models of a database from its events, with the product's own projections and nothing else of it. */
final class ViewRebuild {

    private static final int BATCH = 256;

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final String[] arguments;

    /** @param arguments the product's own, for every setting but the database */
    ViewRebuild(String... arguments) {
        this.arguments = arguments.clone();
    }

    /** Empties them first, and forgets how far each was and what was held back from it. */
    static void clear(Connection target) throws SQLException {
        try (var statement = target.createStatement()) {
            for (var view : StoreTables.VIEWS.keySet()) {
                statement.executeUpdate("DELETE FROM " + view);
            }
        }
        clear(target, "DELETE FROM processor_token WHERE processor_name = ?");
        for (var held : StoreTables.HELD) {
            clear(target, "DELETE FROM " + held + " WHERE processing_group = ?");
        }
    }

    private static void clear(Connection target, String ofGroup) throws SQLException {
        try (var statement = target.prepareStatement(ofGroup)) {
            for (var group : StoreTables.viewGroups()) {
                statement.setString(1, group);
                statement.executeUpdate();
            }
        }
    }

    /**
     * Returns when every projection has seen the last event.
     *
     * @param lastEvent its place in the order of all
     */
    void run(DatabaseProperties target, long lastEvent, Consumer<String> console) {
        if (lastEvent == 0) {
            return;
        }
        // the checks and migrations are done; a store that is half moved would be refused
        var settings = Map.<String, Object>of(
                "codemaster.database.url", target.url(),
                "codemaster.database.user", target.user(),
                "codemaster.database.password", target.password(),
                "codemaster.database.pool-size", target.poolSize(),
                "spring.flyway.enabled", "false",
                "spring.main.lazy-initialization", "true",
                "spring.main.banner-mode", "off");
        try (var context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(it -> it.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("target of the move", settings)))
                .run(arguments)) {
            context.getBean(ConsoleNotice.class);
            await(context.getBean(Configuration.class).eventProcessingConfiguration(), lastEvent, console);
        }
    }

    private static void await(EventProcessingConfiguration processing, long lastEvent, Consumer<String> console) {
        var progress = new Progress(console, "events seen by the slowest view", lastEvent);
        for (long seen = slowest(processing); seen < lastEvent; seen = slowest(processing)) {
            progress.at(seen);
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private static long slowest(EventProcessingConfiguration processing) {
        return StoreTables.viewGroups().stream()
                .mapToLong(group -> processing
                        .eventProcessorByProcessingGroup(group, StreamingEventProcessor.class)
                        .orElseThrow(() -> new IllegalStateException("no projection makes " + group))
                        .processingStatus()
                        .values()
                        .stream()
                        .mapToLong(status -> position(group, status))
                        .min()
                        .orElse(0))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static long position(String group, EventTrackerStatus status) {
        if (status.isErrorState()) {
            throw new MoveRefusedException(
                    "The read model %s cannot be made from the events: %s. The copy is as it was; when"
                                    .formatted(group, status.getError())
                            + " the cause is gone, run the same command again.");
        }
        return status.getCurrentPosition().orElse(0);
    }

    @EnableAutoConfiguration
    @EventStoreParts
    @Import({DatabaseConfiguration.class, ConsoleNotice.class})
    @ComponentScan(
            basePackages = {"io.codemaster.query", "io.codemaster.app.upgrade"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Controller|QueryHandler)"))
    private static final class Parts {

        /** One event that a projection cannot handle ends it: a view that is made anew has to be whole. */
        @Bean
        ConfigurerModule wholeViews() {
            return configurer -> configurer.eventProcessing(processing -> processing
                    .usingTrackingEventProcessors()
                    .registerTrackingEventProcessorConfiguration(
                            axon -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                    .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                                    .andBatchSize(BATCH))
                    .registerDefaultListenerInvocationErrorHandler(axon -> (exception, event, handler) -> {
                        throw exception;
                    }));
        }
    }
}
