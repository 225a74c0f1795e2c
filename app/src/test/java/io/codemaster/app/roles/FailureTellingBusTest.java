package io.codemaster.app.roles;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.RemoteFailure;

class FailureTellingBusTest {

    @Test
    void aRefusalTravelsAsItIs() {
        var refusal = new CommandRejected(ErrorCode.GENERATION_QUEUE_FULL, "No place.");
        assertThat(FailureTellingBus.told(refusal)).isSameAs(refusal);
    }

    @Test
    void absenceAndConflictKeepTheirKind() {
        assertThat(kind(new AggregateNotFoundException("a", "there is none"))).isEqualTo(RemoteFailure.Kind.ABSENT);
        assertThat(kind(new ConcurrencyException("twice"))).isEqualTo(RemoteFailure.Kind.CONFLICT);
    }

    @Test
    void aNameThatAxonServerKnowsAlreadyIsAConflict() {
        var raw = new IllegalStateException("OUT_OF_RANGE: [AXONIQ-2000] Invalid sequence number 0 for aggregate a");
        assertThat(kind(new IllegalStateException("commit", raw))).isEqualTo(RemoteFailure.Kind.CONFLICT);
    }

    @Test
    void anythingElseMayPass() {
        assertThat(kind(new IllegalStateException("the database is away"))).isEqualTo(RemoteFailure.Kind.FAILED);
        assertThat(kind(new CommandExecutionException("without details", null))).isEqualTo(RemoteFailure.Kind.FAILED);
    }

    private static RemoteFailure.Kind kind(Throwable failure) {
        var told = (CommandExecutionException) FailureTellingBus.told(failure);
        return told.<RemoteFailure>getDetails().orElseThrow().kind();
    }
}
