package io.codemaster.query.shared;

import java.util.Collection;
import java.util.Map;

/** What users are called. */
public interface PeopleNames {

    /** The name of each of these users; for one that nobody knows its id stands in. */
    Map<String, String> of(Collection<String> userIds);
}
