package io.codemaster.app.web;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * Puts who asked into the metadata of each command. What follows on a command's answer, in whichever thread, still
 * belongs to the request.
 */
class OriginCommandGateway extends DefaultCommandGateway {

    OriginCommandGateway(CommandBus bus) {
        super(DefaultCommandGateway.builder().commandBus(bus));
        registerDispatchInterceptor(labelling());
    }

    private static MessageDispatchInterceptor<CommandMessage<?>> labelling() {
        return commands -> (position, command) -> RequestOrigin.current()
                .<CommandMessage<?>>map(origin -> {
                    origin.sentCommand();
                    return command.andMetaData(origin.metaDataFor(command));
                })
                .orElse(command);
    }

    @Override
    public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
        var origin = RequestOrigin.current();
        if (origin.isEmpty()) {
            super.<C, R>send(command, (sent, result) -> callback.onResult(sent, FailedElsewhere.restored(result)));
            return;
        }
        super.<C, R>send(command, (sent, result) -> {
            var scope = origin.get().bind();
            try {
                callback.onResult(sent, FailedElsewhere.restored(result));
            } finally {
                scope.close();
            }
        });
    }
}
