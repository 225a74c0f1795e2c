package io.codemaster.query.shared;

import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;

/** Tells them to the other parts of this process. */
@Component
class RightsChangesInProcess implements RightsChanges {

    private final ApplicationEventPublisher listeners;

    RightsChangesInProcess(ApplicationEventPublisher listeners) {
        this.listeners = listeners;
    }

    @Override
    public void announce(UserId user) {
        CurrentUnitOfWork.get().afterCommit(done -> listeners.publishEvent(new RightsChanged(user)));
    }
}
