package io.codemaster.app.processing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Axon's sequenced dead-letter queue of each group, in the product's own database. */
@Component
class DeadLetterQueues {

    private final Map<String, SequencedDeadLetterQueue<EventMessage<?>>> byGroup = new ConcurrentHashMap<>();

    private final ConnectionProvider connections;

    private final TransactionManager transactions;

    private final Serializer serializer;

    private final Serializer eventSerializer;

    private final ProcessorProperties properties;

    DeadLetterQueues(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            ProcessorProperties properties) {
        this.connections = connections;
        this.transactions = transactions;
        this.serializer = serializer;
        this.eventSerializer = eventSerializer;
        this.properties = properties;
    }

    /** The queue of a group. */
    SequencedDeadLetterQueue<EventMessage<?>> of(String group) {
        return byGroup.computeIfAbsent(group, this::queue);
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue(String group) {
        return JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(group)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .genericSerializer(serializer)
                .eventSerializer(eventSerializer)
                .maxSequences(properties.maxHeldSequences())
                .maxSequenceSize(properties.maxHeldEvents())
                .schema(DeadLetterSchema.builder()
                        .deadLetterTable("dead_letter")
                        .deadLetterIdentifierColumn("dead_letter_id")
                        .processingGroupColumn("processing_group")
                        .sequenceIdentifierColumn("sequence_identifier")
                        .sequenceIndexColumn("sequence_index")
                        .messageTypeColumn("message_type")
                        .eventIdentifierColumn("event_identifier")
                        .timestampColumn("time_stamp")
                        .payloadTypeColumn("payload_type")
                        .payloadRevisionColumn("payload_revision")
                        .payloadColumn("payload")
                        .metaDataColumn("meta_data")
                        .aggregateTypeColumn("aggregate_type")
                        .aggregateIdentifierColumn("aggregate_identifier")
                        .sequenceNumberColumn("sequence_number")
                        .tokenTypeColumn("token_type")
                        .tokenColumn("token")
                        .enqueuedAtColumn("enqueued_at")
                        .lastTouchedColumn("last_touched")
                        .processingStartedColumn("processing_started")
                        .causeTypeColumn("cause_type")
                        .causeMessageColumn("cause_message")
                        .diagnosticsColumn("diagnostics")
                        .build())
                .build();
    }
}
