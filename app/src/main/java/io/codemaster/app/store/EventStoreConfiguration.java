package io.codemaster.app.store;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.sql.DataSource;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolver;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.caching.JCacheAdapter;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.saga.repository.jdbc.GenericSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;

import io.codemaster.api.shared.Page;
import io.codemaster.api.shared.TimeOrderedId;
import io.codemaster.app.roles.FailureTellingBus;
import io.codemaster.app.roles.Roles;
import io.codemaster.app.store.event.AppendsUnderWay;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Axon on the product's own database: the record itself, what it is read with, and the buses. */
@Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {

    /** Where Axon Server is the event store, this is none. */
    private static final String AXON_SERVER = "axon.axonserver.enabled";

    /** An event of a transcript can be a quarter of a megabyte, so only a few are held in memory. */
    private static final int CACHED_EVENTS = 256;

    /** No other class is made because a message names it. */
    private static final String OUR_MESSAGES = "io.codemaster.api.";

    private static final int COMMAND_THREADS = 16;

    /** Some tenths of a second to load. */
    private static final int LONG_TRANSCRIPT = 1_000;

    private static final int SNAPSHOT_SMALL_EVERY = 100;

    // ---- serialisers: JSON that another program can read ----

    @Bean
    @Primary
    Serializer serializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> {
                    writeFields(mapper);
                    mapper.addMixIn(ReplayToken.class, ReplayTokenFields.class);
                })
                .lenientDeserialization()
                .build();
    }

    /**
     * A position after a reset. Its field has another name than the parameter that it is read by, and is of any class, which
     * Jackson refuses to make by name: a text stays one, whatever else becomes plain data.
     */
    @SuppressWarnings("UnusedVariable") // Jackson reads the annotations
    private abstract static class ReplayTokenFields {

        @JsonProperty("resetContext")
        @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
        private @Nullable Object context;
    }

    @Bean
    @Qualifier("eventSerializer") Serializer eventSerializer() {
        return serializer();
    }

    /** Messages travel between processes, where a list no longer says what it holds unless it is written down. */
    @Bean
    @Qualifier("messageSerializer") Serializer messageSerializer() {
        return Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> {
                    writeFields(mapper);
                    mapper.addMixIn(Page.class, TypedItems.class)
                            .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                    .allowIfSubType(OUR_MESSAGES)
                                    .build());
                })
                .lenientDeserialization()
                .build();
    }

    /** What a page of a list looks like on its way. */
    @SuppressWarnings("UnusedVariable") // Jackson reads the annotation
    private abstract static class TypedItems {

        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
        private @Nullable List<?> items;
    }

    /** Sagas and snapshots are state, so their private fields are what is written. */
    private static void writeFields(JsonMapper.Builder mapper) {
        mapper.changeDefaultVisibility(it -> it.withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .withVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY));
    }

    // ---- the store ----

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    PersistenceExceptionResolver duplicateKeys() {
        return new IntegrityViolations();
    }

    @Bean
    @ConditionalOnProperty(name = AXON_SERVER, havingValue = "false")
    EventStorageEngine eventStorageEngine(
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            ConnectionProvider connections,
            TransactionManager transactions,
            PersistenceExceptionResolver duplicates,
            AppendsUnderWay appends,
            org.axonframework.config.Configuration configuration) {
        var builder = JdbcEventStorageEngine.builder()
                .snapshotSerializer(serializer)
                .eventSerializer(eventSerializer)
                .upcasterChain(configuration.upcasterChain())
                .snapshotFilter(configuration.snapshotFilter())
                .persistenceExceptionResolver(duplicates)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(EventSchema.builder()
                        .eventTable("domain_event")
                        .snapshotTable("snapshot_event")
                        .globalIndexColumn("global_index")
                        .eventIdentifierColumn("event_identifier")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .typeColumn("aggregate_type")
                        .timestampColumn("time_stamp")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .payloadColumn("payload")
                        .metaDataColumn("meta_data")
                        .build());
        return new WatchedEventStorageEngine(builder, appends);
    }

    @Bean
    AppendsUnderWay appendsUnderWay() {
        return new AppendsUnderWay();
    }

    @Bean(name = "eventBus")
    @ConditionalOnProperty(name = AXON_SERVER, havingValue = "false")
    @Qualifier("eventStore") EmbeddedEventStore eventStore(EventStorageEngine engine, org.axonframework.config.Configuration configuration) {
        return EmbeddedEventStore.builder()
                .storageEngine(engine)
                .cachedEvents(CACHED_EVENTS)
                .messageMonitor(configuration.messageMonitor(EmbeddedEventStore.class, "eventStore"))
                .spanFactory(configuration.getComponent(EventBusSpanFactory.class))
                .build();
    }

    /** The owner's name stays the same over restarts, so that a restart need not wait until its own claims expire. */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, NodeId node) {
        return new SharedTokenStore(JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .nodeId(node.value())
                .schema(TokenSchema.builder()
                        .setTokenTable("processor_token")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setTimestampColumn("time_stamp")
                        .setOwnerColumn("owner")
                        .build()));
    }

    @Bean
    JdbcSagaStore sagaStore(ConnectionProvider connections, Serializer serializer) {
        return JdbcSagaStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .sqlSchema(new GenericSagaSqlSchema(SagaSchema.builder()
                        .sagaEntryTable("saga_entry")
                        .sagaIdColumn("saga_id")
                        .sagaTypeColumn("saga_type")
                        .revisionColumn("revision")
                        .serializedSagaColumn("serialized_saga")
                        .associationValueEntryTable("saga_association")
                        .associationKeyColumn("association_key")
                        .associationValueColumn("association_value")
                        .build()))
                .build();
    }

    @Bean
    NodeId nodeId(DataDirectoryProperties data) {
        return new NodeId(SecretFile.in(data.dataDir(), "node-id").readOrMake(TimeOrderedId::next));
    }

    // ---- buses ----

    /**
     * Commands run in threads of their own, each in its own transaction: a saga or an HTTP thread that sends one never
     * mixes its transaction with the command's.
     */
    @Bean
    @Qualifier("localSegment") CommandBus commandBus(
            TransactionManager transactions,
            org.axonframework.config.Configuration configuration,
            DuplicateCommandHandlerResolver duplicates,
            Roles roles) {
        var number = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(COMMAND_THREADS, task -> {
            var thread = new Thread(task, "command-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        var bus = new AnsweringCommandBus(
                SimpleCommandBus.builder()
                        .transactionManager(transactions)
                        .duplicateCommandHandlerResolver(duplicates)
                        .messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"))
                        .spanFactory(configuration.getComponent(CommandBusSpanFactory.class)),
                threads);
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return roles.joined() ? new FailureTellingBus(bus) : bus;
    }

    // ---- what keeps aggregates cheap to load ----

    @Bean
    Cache transcriptCache() {
        var caches = Caching.getCachingProvider().getCacheManager();
        var name = "transcripts-" + TimeOrderedId.next();
        return new JCacheAdapter(caches.createCache(
                name,
                new MutableConfiguration<Object, Object>()
                        .setStoreByValue(false)
                        .setStatisticsEnabled(false)));
    }

    @Bean
    SnapshotTriggerDefinition transcriptSnapshots(Snapshotter snapshotter) {
        return new LongLoadSnapshots(snapshotter, LONG_TRANSCRIPT);
    }

    @Bean
    SnapshotTriggerDefinition projectSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_SMALL_EVERY);
    }

    @Bean
    SnapshotTriggerDefinition workerSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_SMALL_EVERY);
    }

    @Bean
    SnapshotTriggerDefinition inboxSnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_SMALL_EVERY);
    }
}
