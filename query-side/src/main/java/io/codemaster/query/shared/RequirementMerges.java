package io.codemaster.query.shared;

import java.util.Collection;
import java.util.Map;

import io.codemaster.api.mergerequest.MergeRequestSummary;

/** What became of requirements on the platform. */
public interface RequirementMerges {

    /** The merge request of each of these requirements that has one. */
    Map<String, MergeRequestSummary> of(Collection<String> requirementIds);
}
