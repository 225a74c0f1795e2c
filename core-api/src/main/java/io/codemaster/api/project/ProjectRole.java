package io.codemaster.api.project;

/** What somebody may do in one project; each role may do what the roles below it may. */
public enum ProjectRole {
    /** Reads. */
    VIEWER,
    /** Links repositories, writes requirements, starts and steers generations. */
    DEVELOPER,
    /** Manages the project and its members. */
    OWNER;

    /** Whether this role may do what {@code other} may. */
    public boolean includes(ProjectRole other) {
        return compareTo(other) >= 0;
    }
}
