package planted.eventsareinthepasttense.api.project;

/** An event that asks, without a revision. */
record CreateProject() implements ProjectEvent {}
