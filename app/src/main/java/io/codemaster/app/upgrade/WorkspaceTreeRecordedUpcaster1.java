package io.codemaster.app.upgrade;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.WorkspaceTreeRecorded;
import tools.jackson.databind.node.ObjectNode;

/** Revision 1 kept git's id of the tree alone. */
@Component
@Order(1)
class WorkspaceTreeRecordedUpcaster1 extends JsonUpcaster {

    WorkspaceTreeRecordedUpcaster1() {
        super(WorkspaceTreeRecorded.class, 1);
    }

    @Override
    void change(ObjectNode event) {
        event.putNull("record");
    }
}
