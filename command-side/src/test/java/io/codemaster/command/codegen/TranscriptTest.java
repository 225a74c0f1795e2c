package io.codemaster.command.codegen;

import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CloseTranscript;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.RecordWorkspaceTree;
import io.codemaster.api.codegen.TranscriptClosed;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.TranscriptOpened;
import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class TranscriptTest {

    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final TranscriptId ID = TranscriptId.of(TASK, 1);
    private static final TranscriptOpened OPENED = new TranscriptOpened(ID, TASK, 1);

    private final FixtureConfiguration<Transcript> transcript = new AggregateTestFixture<>(Transcript.class);

    @Test
    void openingTwiceIsOpeningOnce() {
        transcript
                .given(OPENED)
                .when(new OpenTranscript(ID, TASK, 1))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void eachLineIsAnEventOfItsOwnInOrder() {
        transcript
                .given(OPENED)
                .when(new RecordOutput(ID, List.of(line(1), line(2))))
                .expectEvents(recorded(1), recorded(2))
                .expectResultMessagePayload(2L);
    }

    @Test
    void aBatchThatIsSentAgainIsAcceptedSilently() {
        transcript
                .given(OPENED, recorded(1), recorded(2))
                .when(new RecordOutput(ID, List.of(line(1), line(2))))
                .expectNoEvents()
                .expectResultMessagePayload(2L);
    }

    @Test
    void aBatchThatOverlapsAddsOnlyWhatIsNew() {
        transcript
                .given(OPENED, recorded(1), recorded(2))
                .when(new RecordOutput(ID, List.of(line(2), line(3))))
                .expectEvents(recorded(3));
    }

    @Test
    void aBatchThatLeavesAGapIsRefused() {
        transcript
                .given(OPENED, recorded(1))
                .when(new RecordOutput(ID, List.of(line(3))))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.TRANSCRIPT_NOT_CONTINUED));
    }

    @Test
    void aClosedTranscriptTakesNoMoreLines() {
        transcript
                .given(OPENED, recorded(1), new TranscriptClosed(ID, TASK, 1, 1))
                .when(new RecordOutput(ID, List.of(line(2))))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.TRANSCRIPT_CLOSED));
    }

    @Test
    void aClosedTranscriptStillAcceptsARepeatedBatch() {
        transcript
                .given(OPENED, recorded(1), new TranscriptClosed(ID, TASK, 1, 1))
                .when(new RecordOutput(ID, List.of(line(1))))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void closingTellsHowManyLinesThereAre() {
        transcript
                .given(OPENED, recorded(1), recorded(2))
                .when(new CloseTranscript(ID))
                .expectEvents(new TranscriptClosed(ID, TASK, 1, 2))
                .expectResultMessagePayload(2L);
    }

    @Test
    void onlyATreeThatChangedIsRecorded() {
        var tree = "3".repeat(40);
        transcript
                .given(OPENED, recorded(1), new WorkspaceTreeRecorded(ID, TASK, 1, 1, tree, null))
                .when(new RecordWorkspaceTree(ID, 2, tree, null))
                .expectNoEvents();
    }

    private static OutputLine line(long number) {
        return new OutputLine(number, "{\"type\":\"x\"}", true, null, null, 12, true, 0);
    }

    private static OutputLineRecorded recorded(long number) {
        return new OutputLineRecorded(ID, TASK, 1, line(number));
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> details instanceof Rejection it && it.code() == code);
    }
}
