package planted.eventsareinthepasttense.api.project;

/** A family. */
interface ProjectEvent {}
