package io.codemaster.executor.claude.process;

/** How the agent's processes are to be kept under control. */
public enum Confinement {
    /** A PID namespace where the system allows one, else recorded descendants. */
    AUTO("auto"),
    /** The agent is process 1 of a namespace of its own: when it ends, the kernel ends the rest. */
    PID_NAMESPACE("pid-namespace"),
    /** Descendants are looked for again and again and remembered. */
    RECORDED_DESCENDANTS("recorded-descendants");

    private final String label;

    Confinement(String label) {
        this.label = label;
    }

    /** The name in settings and records. */
    public String label() {
        return label;
    }
}
