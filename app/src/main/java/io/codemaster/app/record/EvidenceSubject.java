package io.codemaster.app.record;

import java.util.List;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.requirement.RequirementId;

/**
 * What evidence is about.
 *
 * @param kind as the manifest says it
 * @param generations the runs that belong to it, the oldest first
 */
record EvidenceSubject(String kind, String id, RequirementId requirement, List<CodegenTaskId> generations) {

    static final String MERGE_REQUEST = "merge-request";

    EvidenceSubject {
        generations = List.copyOf(generations);
    }

    /** One generation. */
    static EvidenceSubject generation(CodegenTaskId task, RequirementId requirement) {
        return new EvidenceSubject("generation", task.value(), requirement, List.of(task));
    }

    /** A merge request, with every generation of its requirement. */
    static EvidenceSubject mergeRequest(RequirementId requirement, List<CodegenTaskId> generations) {
        return new EvidenceSubject(MERGE_REQUEST, MergeRequestId.of(requirement).value(), requirement, generations);
    }

    /** Where the entries of one of its generations are. */
    String directory(int generation) {
        return kind.equals(MERGE_REQUEST) ? "generations/" + (generation + 1) + "/" : "";
    }

    /** In the words of a heading. */
    String title() {
        return kind.replace('-', ' ') + " " + id;
    }
}
