package io.codemaster.app.upgrade;

import java.util.Locale;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserRegistered;
import tools.jackson.databind.node.ObjectNode;

/** Revision 1 said by a word of any spelling who vouches for a user; every other event has the {@code UserSource}. */
@Component
@Order(1)
class UserRegisteredUpcaster1 extends JsonUpcaster {

    UserRegisteredUpcaster1() {
        super(UserRegistered.class, 1);
    }

    @Override
    void change(ObjectNode event) {
        var origin = event.remove("origin");
        event.put("source", origin.asString("").toUpperCase(Locale.ROOT));
    }
}
