package io.codemaster.api.inspection;

/** Everything that can be asked to read about inspections. */
public sealed interface InspectionQuery permits FindInspection, CountActiveInspections {}
