package io.codemaster.api.identity;

/** What somebody does on the platform as a whole; what they may do in one project is their project role. */
public enum UserRole {
    /** Product manager: creates projects and writes requirements. */
    PM,
    /** Developer: links repositories, starts generations, reviews. */
    RD,
    /** Administrator. Only another administrator gives this role. */
    ADMIN
}
