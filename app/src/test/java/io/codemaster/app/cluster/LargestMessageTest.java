package io.codemaster.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

import com.google.protobuf.ByteString;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.command.Command;
import io.axoniq.axonserver.grpc.command.CommandResponse;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.TranscriptId;

/** Nothing that the product sends comes near the limit of a message, and the limit is the same on both ends. */
class LargestMessageTest {

    /** An agent's line that does not go into the artifact store. */
    private static final int LONGEST_LINE = 256 * 1024;

    /** Where a batch of lines is closed, whatever the next line. */
    private static final int FULL_BATCH = 1024 * 1024;

    private static final int LEAST_LIMIT = 8 * 1024 * 1024;

    private static final int LIMIT = 16 * 1024 * 1024;

    @Test
    void theWorstBatchOfLinesFitsIntoTheLeastLimit() {
        assertThat(worstBatch().length).isBetween(LEAST_LIMIT / 2, LEAST_LIMIT - 64 * 1024);
    }

    /** Every character is written as six. */
    private static byte[] worstBatch() {
        var whole = "\u0001".repeat(LONGEST_LINE);
        var lines = java.util.stream.LongStream.rangeClosed(1, FULL_BATCH / LONGEST_LINE + 1)
                .mapToObj(number -> new OutputLine(number, whole, false, null, null, LONGEST_LINE, true, 0))
                .toList();
        var serializer = Jackson3Serializer.builder().lenientDeserialization().build();
        return serializer
                .serialize(new RecordOutput(new TranscriptId("largest"), List.copyOf(lines)), byte[].class)
                .getData();
    }

    @Test
    void axonServerTakesTheWorstBatchAndRefusesWhatIsAboveTheLimit() throws Exception {
        var server = System.getenv("CODEMASTER_TEST_AXONSERVER");
        assumeThat(server)
                .as("CODEMASTER_TEST_AXONSERVER names no Axon Server, as host:port")
                .isNotNull();
        var factory = AxonServerConnectionFactory.forClient("largest-message")
                .routingServers(address(server))
                .maxInboundMessageSize(LIMIT)
                .build();
        try {
            var connection = factory.connect("default");
            connection
                    .commandChannel()
                    .registerCommandHandler(
                            command -> CompletableFuture.completedFuture(CommandResponse.newBuilder()
                                    .setPayload(command.getPayload())
                                    .build()),
                            100,
                            "largest-message")
                    .awaitAck(10, TimeUnit.SECONDS);
            assertThat(sent(connection, worstBatch().length)).isEqualTo(worstBatch().length);
            assertThatThrownBy(() -> sent(connection, LIMIT + 1)).isInstanceOf(ExecutionException.class);
        } finally {
            factory.shutdown();
        }
    }

    private static int sent(AxonServerConnection connection, int bytes) throws Exception {
        var command = Command.newBuilder()
                .setName("largest-message")
                .setPayload(
                        SerializedObject.newBuilder().setType("bytes").setData(ByteString.copyFrom(new byte[bytes])))
                .build();
        var answer = connection.commandChannel().sendCommand(command).get(30, TimeUnit.SECONDS);
        assertThat(answer.getErrorCode()).isEmpty();
        return answer.getPayload().getData().size();
    }

    private static ServerAddress address(String server) {
        var parts = server.split(":", 2);
        return new ServerAddress(parts[0], parts.length == 1 ? 8124 : Integer.parseInt(parts[1]));
    }
}
