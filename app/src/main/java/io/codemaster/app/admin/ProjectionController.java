package io.codemaster.app.admin;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.app.processing.ProcessorState;
import io.codemaster.app.processing.ProcessorStates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Administration")
class ProjectionController {

    private final ProcessorStates states;

    ProjectionController(ProcessorStates states) {
        this.states = states;
    }

    @GetMapping("/api/v1/admin/projections")
    @Operation(operationId = "findProjections", summary = "How far each event processor of this process is")
    Projections findProjections() {
        return new Projections(states.all());
    }

    /** The processors of the process that answers. */
    record Projections(List<ProcessorState> items) {}
}
