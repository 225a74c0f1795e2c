package io.codemaster.query.shared;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Who users are, for the lists that show people. */
public interface PeopleDetails {

    /** Each of these users; of one that nobody knows the id stands for the name. */
    Map<String, Person> detailsOf(Collection<String> userIds);

    /** Somebody in a list. */
    record Person(
            String name, @Nullable String email, @Nullable String avatarUrl) {}
}
