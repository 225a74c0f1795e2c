package io.codemaster.saga;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;

import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

/** What the sagas ask for: each waits until it is decided. */
final class Decisions {

    private Decisions() {}

    /**
     * Sends a report on a run. One that came too late is no error: somebody else has decided.
     *
     * @throws CommandExecutionException everything else, so that the event is handled again
     */
    static void tell(CommandGateway commands, Object report) {
        tellUnless(ErrorCode.GENERATION_STALE_REPORT, commands, report);
    }

    /**
     * Sends a command that somebody may have made needless in the meantime, which a refusal with this code says.
     *
     * @throws CommandExecutionException every other refusal, so that the event is handled again
     */
    static void tellUnless(ErrorCode needless, CommandGateway commands, Object command) {
        try {
            commands.sendAndWait(command);
        } catch (CommandExecutionException refused) {
            if (!isRefusedWith(needless, refused)) {
                throw refused;
            }
        }
    }

    static boolean isRefusedWith(ErrorCode code, CommandExecutionException refused) {
        return refused.<Rejection>getDetails().filter(it -> it.code() == code).isPresent();
    }
}
