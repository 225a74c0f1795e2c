package io.codemaster.query.shared;

import io.codemaster.api.identity.UserId;

/** How projections let others know that rights have changed. */
public interface RightsChanges {

    /** Tells a {@link RightsChanged} as soon as what the projection is writing can be read. */
    void announce(UserId user);
}
