package io.codemaster.api.inspection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What an inspection is to find out. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnalysisSubject.class, name = "ANALYSIS"),
    @JsonSubTypes.Type(value = ReviewSubject.class, name = "REVIEW")
})
public sealed interface InspectionSubject permits AnalysisSubject, ReviewSubject {}
