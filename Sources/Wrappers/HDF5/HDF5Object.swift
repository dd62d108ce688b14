import CHDF5

/// A group or a dataset: what can carry attributes. A method that sets an attribute returns once it is closed.
public protocol HDF5Object: HDF5Resource, ~Copyable {
    /// The identifier that HDF5 knows it by.
    var identifier: Int64 { get }
    /// The file and the path in it.
    var path: String { get }
}

extension HDF5Object where Self: ~Copyable {
    public borrowing func setAttribute(_ name: String, _ text: String) throws(HDF5Error) {
        try setTexts(name, [text], shape: [])
    }

    public borrowing func setAttribute(_ name: String, _ texts: [String]) throws(HDF5Error) {
        try setTexts(name, texts, shape: [texts.count])
    }

    public borrowing func setAttribute<Element: HDF5Element>(_ name: String, _ value: Element) throws(HDF5Error) {
        try setNumbers(name, [value], shape: [])
    }

    public borrowing func setAttribute<Element: HDF5Element>(_ name: String, _ values: [Element]) throws(HDF5Error) {
        try setNumbers(name, values, shape: [values.count])
    }

    public borrowing func hasAttribute(_ name: String) throws(HDF5Error) -> Bool {
        try check(H5Aexists(identifier, name), "H5Aexists", attribute(name)) > 0
    }

    /// In the order of their creation.
    public borrowing func attributeNames() throws(HDF5Error) -> [String] {
        var names: [String] = []
        let status = withUnsafeMutablePointer(to: &names) { names in
            H5Aiterate2(
                identifier, H5_INDEX_CRT_ORDER, H5_ITER_INC, nil,
                { _, name, _, context in
                    if let name {
                        context?.assumingMemoryBound(to: [String].self).pointee.append(String(cString: name))
                    }
                    return 0
                }, names)
        }
        try check(status, "H5Aiterate2", path)
        return names
    }

    /// The attribute's only text.
    public borrowing func text(attribute name: String) throws(HDF5Error) -> String {
        try only(texts(attribute: name), name)
    }

    public borrowing func texts(attribute name: String) throws(HDF5Error) -> [String] {
        let object = attribute(name)
        let handle = try openAttribute(name)
        let count = try extentOfAttribute(handle, object).reduce(1, *)
        let type = try textType(for: object)
        let (id, typeID) = (handle.id, type.id)
        let texts = try readCTexts(count, type, object) { buffer throws(HDF5Error) in
            try check(H5Aread(id, typeID, buffer), "H5Aread", object)
        }
        try handle.close()
        return texts
    }

    /// The attribute's only number.
    public borrowing func number<Element: HDF5Element>(attribute name: String, _ type: Element.Type) throws(HDF5Error)
        -> Element
    {
        try only(numbers(attribute: name, type), name)
    }

    public borrowing func numbers<Element: HDF5Element>(attribute name: String, _ type: Element.Type) throws(HDF5Error)
        -> [Element]
    {
        let object = attribute(name)
        let handle = try openAttribute(name)
        var values = [Element](repeating: .zero, count: try extentOfAttribute(handle, object).reduce(1, *))
        try check(H5Aread(handle.id, Element.memoryType, &values), "H5Aread", object)
        try handle.close()
        return values
    }

    private borrowing func attribute(_ name: String) -> String { "\(path)@\(name)" }

    private borrowing func only<Value>(_ values: [Value], _ name: String) throws(HDF5Error) -> Value {
        guard values.count == 1, let value = values.first else {
            throw HDF5Error(call: "H5Aread", object: attribute(name), stack: ["holds \(values.count) values, not one"])
        }
        return value
    }

    private borrowing func openAttribute(_ name: String) throws(HDF5Error) -> Handle {
        try Handle(H5Aopen(identifier, name, moriya_H5P_DEFAULT()), .attribute, "H5Aopen", attribute(name))
    }

    private borrowing func extentOfAttribute(_ handle: borrowing Handle, _ object: String) throws(HDF5Error) -> [Int] {
        try extent(of: Handle(H5Aget_space(handle.id), .space, "H5Aget_space", object), object)
    }

    private borrowing func createAttribute(_ name: String, _ typeID: hid_t, _ shape: [Int]) throws(HDF5Error) -> Handle {
        let object = attribute(name)
        let space = try dataspace(shape, for: object)
        let defaults = moriya_H5P_DEFAULT()
        return try Handle(
            H5Acreate2(identifier, name, typeID, space.id, defaults, defaults), .attribute, "H5Acreate2", object)
    }

    private borrowing func setTexts(_ name: String, _ texts: [String], shape: [Int]) throws(HDF5Error) {
        let type = try textType(for: attribute(name))
        let handle = try createAttribute(name, type.id, shape)
        let (id, typeID) = (handle.id, type.id)
        let status = try withCTexts(texts) { pointers throws(HDF5Error) in H5Awrite(id, typeID, pointers) }
        try check(status, "H5Awrite", attribute(name))
        try handle.close()
    }

    private borrowing func setNumbers<Element: HDF5Element>(_ name: String, _ values: [Element], shape: [Int])
        throws(HDF5Error)
    {
        let handle = try createAttribute(name, Element.fileType, shape)
        try check(H5Awrite(handle.id, Element.memoryType, values), "H5Awrite", attribute(name))
        try handle.close()
    }
}
