package planted.featuresdonotreachintoeachother.command.project;

/** Belongs to another feature. */
public class Ledger {}
