package io.codemaster.executor.model;

import java.nio.file.Path;

import io.codemaster.executor.shared.ModelAccess;

/** Opens the scripted model, or a real one at any address, to tests elsewhere. */
public final class TestingModel {

    private TestingModel() {}

    /** A gateway to the scripted model that knows these scenarios too. */
    public static ModelAccess scripted(Path scenarios) {
        var gateway = new ModelGateway(
                new ModelProperties("sk-ant-api03-the-real-key-000000000000", null, null, null),
                new DemoProperties(DemoProperties.Mode.ON, scenarios));
        gateway.start();
        return gateway;
    }
}
