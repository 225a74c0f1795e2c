package io.codemaster.app.store;

import java.util.Optional;

import org.axonframework.eventhandling.tokenstore.UnableToRetrieveIdentifierException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/**
 * The positions of the event processors. The first processes of an installation may give the store its name at the same
 * moment: whoever comes second takes the name that is there, and does not end.
 */
class SharedTokenStore extends JdbcTokenStore {

    SharedTokenStore(Builder builder) {
        super(builder);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() throws UnableToRetrieveIdentifierException {
        try {
            return super.retrieveStorageIdentifier();
        } catch (UnableToRetrieveIdentifierException namedMeanwhile) {
            return super.retrieveStorageIdentifier();
        }
    }
}
