using Mooncake.Buffers;

namespace Mooncake.Operations;

/// <summary>An object that is complete, in a rental, with its key.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
/// <param name="Key">The key.</param>
/// <param name="Layout">Where the object and the key's text are in the rental.</param>
/// <param name="Rental">The rental; the put returns it once no native call uses it.</param>
internal readonly record struct RentedObject<TKey>(TKey Key, RentalLayout Layout, RentedBuffer Rental);
