package io.codemaster.app.record;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Audit")
class RecordController {

    private final RecordVerification verification;

    RecordController(RecordVerification verification) {
        this.verification = verification;
    }

    @GetMapping("/api/v1/audit/verify")
    @Operation(
            operationId = "verifyRecord",
            summary = "Recompute the hash chain over all events",
            description =
                    "It reads every event, so it takes seconds for a million. fault is null where nothing is wrong.")
    RecordVerdict verifyRecord() {
        return verification.run(done -> {});
    }
}
