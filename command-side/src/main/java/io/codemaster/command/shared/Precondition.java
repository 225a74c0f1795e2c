package io.codemaster.command.shared;

/** How a command says which versions of its aggregate its sender has seen. */
public final class Precondition {

    /** The metadata key: sequence numbers with commas between them; an empty text stands for none that could match. */
    public static final String METADATA = "expectedVersions";

    private Precondition() {}
}
