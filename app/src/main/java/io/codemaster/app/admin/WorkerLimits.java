package io.codemaster.app.admin;

import java.util.Map;

import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.WorkerId;
import io.codemaster.app.roles.LivingProcesses;
import io.codemaster.app.roles.Roles;
import io.codemaster.app.security.CapacityProperties;

/** How many agents each worker that lives may run at once, as it says of itself. */
@Component
class WorkerLimits {

    private final Roles roles;

    private final LivingProcesses living;

    private final CapacityProperties capacity;

    private final WorkerId here;

    WorkerLimits(Roles roles, LivingProcesses living, CapacityProperties capacity, WorkerId here) {
        this.roles = roles;
        this.living = living;
        this.capacity = capacity;
        this.here = here;
    }

    /** By the worker's id; this process first, where it is one. */
    Map<String, Integer> all() {
        return roles.joined() ? living.maxWorkers(here.value()) : Map.of(here.value(), capacity.maxWorkers());
    }
}
