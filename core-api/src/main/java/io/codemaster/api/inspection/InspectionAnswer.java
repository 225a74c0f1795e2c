package io.codemaster.api.inspection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What an inspection found out, validated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AnalysisAnswer.class, name = "ANALYSIS"),
    @JsonSubTypes.Type(value = ReviewAnswer.class, name = "REVIEW")
})
public sealed interface InspectionAnswer permits AnalysisAnswer, ReviewAnswer {}
