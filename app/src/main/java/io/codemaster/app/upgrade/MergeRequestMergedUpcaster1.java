package io.codemaster.app.upgrade;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.codemaster.api.mergerequest.MergeRequestMerged;
import tools.jackson.databind.node.ObjectNode;

/** Revision 1 did not say since when the merge request was open, and nobody knows it from the event alone. */
@Component
@Order(1)
class MergeRequestMergedUpcaster1 extends JsonUpcaster {

    MergeRequestMergedUpcaster1() {
        super(MergeRequestMerged.class, 1);
    }

    @Override
    void change(ObjectNode event) {
        event.putNull("openedAt");
    }
}
