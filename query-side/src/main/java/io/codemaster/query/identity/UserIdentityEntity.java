package io.codemaster.query.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Who somebody is elsewhere, as one text, and who that is here. */
@Entity
@Table(name = "user_identity")
class UserIdentityEntity {

    @Id
    @SuppressWarnings("UnusedVariable") // queries look for it
    private String identity;

    private String userId;

    UserIdentityEntity() {}

    UserIdentityEntity(String identity, String userId) {
        this.identity = identity;
        this.userId = userId;
    }

    String userId() {
        return userId;
    }
}
