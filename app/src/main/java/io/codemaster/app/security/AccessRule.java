package io.codemaster.app.security;

import java.util.Set;

import io.codemaster.api.identity.UserRole;
import io.codemaster.api.project.ProjectRole;

/** Who may use a route. */
sealed interface AccessRule {

    /** Anybody. */
    record Anyone() implements AccessRule {}

    /** Anybody who calls from this machine. */
    record ThisMachine() implements AccessRule {}

    /** Whoever is signed in and has chosen a role. What they see is up to the query. */
    record SignedIn() implements AccessRule {}

    /**
     * Users about themselves.
     *
     * @param roleless also before they have chosen a role
     * @param byToken also by a personal access token; else only in person
     */
    record Oneself(boolean roleless, boolean byToken) implements AccessRule {}

    /**
     * Whoever holds a personal access token with the scope {@code events:read}. What they see is up to the feed.
     *
     * @param inPerson whether a session will do too
     */
    record EventReader(boolean inPerson) implements AccessRule {}

    /** Users with one of these platform roles. */
    record Platform(Set<UserRole> roles) implements AccessRule {}

    /**
     * Members of the project that an object belongs to, and administrators. To others the object does not exist.
     *
     * @param kind what kind of object the path names
     * @param variable the path variable that names it
     * @param least the role a member needs
     * @param anyMember platform roles with which any membership is enough
     */
    record Member(ObjectKind kind, String variable, ProjectRole least, Set<UserRole> anyMember) implements AccessRule {}

    /**
     * What members may do, and everybody to themselves as long as they are members at all.
     *
     * @param variable the path variable that names the user it is done to
     */
    record MemberOrSelf(Member member, String variable) implements AccessRule {}

    /** What members may do, and who wrote the requirement, as long as they are a member at all. */
    record MemberOrAuthor(Member member) implements AccessRule {}

    /** The kinds of objects that belong to a project. */
    enum ObjectKind {
        PROJECT,
        REPOSITORY,
        REQUIREMENT,
        GENERATION
    }
}
