package io.codemaster.command.identity;

import io.codemaster.api.identity.UserId;

/** The list of active administrators, as a user's own decisions reach it: both are recorded together or neither. */
interface AdministratorRoster {

    /** Puts the user on the list. */
    void appoint(UserId user);

    /**
     * Takes the user from the list.
     *
     * @throws io.codemaster.api.shared.CommandRejected when nobody else is on it
     */
    void retire(UserId user);
}
