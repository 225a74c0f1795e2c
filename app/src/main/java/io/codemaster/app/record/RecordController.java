package io.codemaster.app.record;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.app.web.Refusal;
import io.codemaster.app.web.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Audit")
class RecordController {

    private final ObjectProvider<RecordVerification> verification;

    RecordController(ObjectProvider<RecordVerification> verification) {
        this.verification = verification;
    }

    @GetMapping("/api/v1/audit/verify")
    @Operation(
            operationId = "verifyRecord",
            summary = "Recompute the hash chain over all events",
            description =
                    "It reads every event, so it takes seconds for a million. fault is null where nothing is wrong.")
    RecordVerdict verifyRecord() {
        var here = verification.getIfAvailable();
        if (here == null) {
            throw new RefusedException(Refusal.of(
                    HttpStatus.CONFLICT,
                    "record.not-linked",
                    "Axon Server keeps the events here, and they are not linked into a chain there."));
        }
        return here.run(done -> {});
    }
}
