package io.codemaster.api.inspection;

/** What is inspected. */
public enum InspectionKind {
    /** A repository. */
    ANALYSIS,
    /** A change. */
    REVIEW;

    /** The kind of this order. */
    public static InspectionKind of(InspectionOrder order) {
        return order.subject() instanceof ReviewSubject ? REVIEW : ANALYSIS;
    }
}
