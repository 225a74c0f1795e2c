package io.codemaster.command.shared;

import java.util.List;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.annotation.AnnotationUtils;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/**
 * Refuses a command whose sender has read an older version of the aggregate, before the aggregate decides anything. The
 * versions that will do come in the command's metadata.
 */
@Component
class PreconditionGuard implements HandlerEnhancerDefinition {

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(CommandMessage.class)
                        && AnnotationUtils.isAnnotationPresent(original.declaringClass(), AggregateRoot.class)
                ? new Guarded<>(original)
                : original;
    }

    private static final class Guarded<T> extends WrappedMessageHandlingMember<T> {

        Guarded(MessageHandlingMember<T> original) {
            super(original);
        }

        @Override
        @SuppressWarnings("NullAway") // Axon hands no target to a constructor, and its results may be null
        public Object handle(Message<?> message, T target) throws Exception {
            if (target != null && message.getMetaData().get(Precondition.METADATA) instanceof String accepted) {
                check(accepted, target instanceof Versioned it ? it.version() : AggregateLifecycle.getVersion());
            }
            return super.handle(message, target);
        }

        private static void check(String accepted, long version) {
            if (!List.of(accepted.split(",", -1)).contains(Long.toString(version))) {
                throw new CommandRejected(
                        ErrorCode.REQUEST_PRECONDITION_FAILED,
                        "Somebody has changed this since you read it. Read it again and repeat your change.");
            }
        }
    }
}
