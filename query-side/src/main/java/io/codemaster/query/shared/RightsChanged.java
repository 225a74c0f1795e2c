package io.codemaster.query.shared;

import io.codemaster.api.identity.UserId;

/**
 * What a user may do is different from now on, and the views know it. Told inside the process, to whoever remembers or goes
 * on with something that was allowed before.
 */
public record RightsChanged(UserId userId) {}
